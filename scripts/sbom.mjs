/**
 * The packages in the bundles as CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json/). `npm sbom` would list what is
 * installed, and leaves out packages that development tools need too.
 * @param {{ name: string, version: string, license: string }} product
 * @param {readonly { name: string, version: string, license: string }[]} packages
 */
export function sbom(product, packages) {
  const components = packages
    .map((each) => component(each, 'library'))
    .sort((left, right) => (left.purl < right.purl ? -1 : 1));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: component(product, 'application') },
    components,
    dependencies: [{ ref: component(product).purl, dependsOn: components.map(({ purl }) => purl) }],
  };
}

function component({ name, version, license }, type) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { type, 'bom-ref': purl, name, version, purl, licenses: [{ license: { id: license } }] };
}
