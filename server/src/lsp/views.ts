import type { ReadDeployment } from '../analysis/deployment-reader.ts';
import type { Report } from '../analysis/report.ts';
import { storeOfImage } from '../deployment/datastore/stores.ts';
import { fileName } from '../deployment/file-kind.ts';
import type { Location } from '../deployment/location.ts';
import { folderOf } from '../deployment/uri-path.ts';
import { isShown, securitySettings } from '../features/deployment-view.ts';
import type { DeploymentsParams, DeploymentView, FindingView, ServiceView, ViewLocation } from '../protocol/views.ts';
import { SEVERITIES } from '../rules/finding.ts';
import { toRange } from './convert.ts';
import type { Session } from './session.ts';

/** The deployments that the open documents and some other files are part of, for a tree and for a report. Masked. */
export async function deploymentViews(session: Session, { uris = [] }: DeploymentsParams): Promise<DeploymentView[]> {
  const found = new Map<string, ReadDeployment>();
  for (const uri of new Set([...uris, ...session.documents.keys()])) {
    for (const each of await session.checker.deploymentsOf(uri)) if (isShown(each)) found.set(each.key, each);
  }
  const views: DeploymentView[] = [];
  for (const each of found.values()) views.push(await toView(session, each));
  return views.sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Findings with the worst first. */
export async function findingViews(session: Session, { findings }: Pick<Report, 'findings'>): Promise<FindingView[]> {
  const views: FindingView[] = [];
  for (const { rule, severity, message, at } of findings) {
    const [line = ''] = message.split('\n', 1);
    views.push({ rule, severity, message: line, at: await placed(session, at) });
  }
  const rank = ({ severity }: FindingView) => SEVERITIES.indexOf(severity);
  return views.sort((left, right) => rank(left) - rank(right));
}

async function toView(session: Session, { key, deployment, files }: ReadDeployment): Promise<DeploymentView> {
  const root = deployment.compose?.roots[0] ?? files[0] ?? key;
  const { findings } = await session.check(root);
  const settings = securitySettings(deployment).map(async (each) => {
    return { ...each, origin: each.origin && (await placed(session, each.origin)) };
  });
  return {
    id: key,
    name: fileName(folderOf(root).slice(0, -1)),
    files,
    services: await serviceViews(session, deployment),
    settings: await Promise.all(settings),
    findings: await findingViews(session, { findings: findings.filter(({ at }) => files.includes(at.uri)) }),
  };
}

async function serviceViews(session: Session, deployment: ReadDeployment['deployment']): Promise<ServiceView[]> {
  const { compose, processes } = deployment;
  if (compose === undefined)
    return processes.map(({ role }) => ({ name: role, roles: [role], active: true, at: null }));
  const views = compose.services.map(async (service): Promise<ServiceView> => {
    const store = storeOfImage(service.image?.value ?? '')?.store;
    const release = processes.find((each) => each.service === service)?.configuration.release;
    return {
      name: service.name,
      roles: [...service.roles, ...(store === undefined ? [] : [store])],
      active: service.active,
      ...(release && !release.assumed && { release: release.name }),
      at: await placed(session, service.keyAt),
    };
  });
  return Promise.all(views);
}

async function placed(session: Session, { uri, span }: Location): Promise<ViewLocation> {
  return { uri, range: toRange(await session.linesOf(uri), span) };
}
