/**
 * Web Login users that the documentation shows, by password: docs/apiserver.conf and the comments of apiserver.conf in
 * clearml/clearml-server (0.10.0 to 2.3.0), README.md of 0.10.0, and deploying_clearml/clearml_server_config.md and
 * enterprise_deploy/k8s.md in clearml/clearml-docs.
 */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  '12345678': ['jane', 'john'],
  '123456': ['jane', 'john'],
  abcdef: ['john'],
  my_password: ['my_user'],
  // The hash of 123456.
  JDJiJDEyJDk3OHBFcHFlNEsxTkFoZDlPcGZsbC5sU1pmM3huZ1RpeHc0ay5WUjlzTzN5WE1WRXJrUmhp: ['jane'],
};

/** How much of a user stands in the documentation; a sample password is public under any name. */
export function sampleOf(username: string | undefined, password: string): 'user' | 'password' | undefined {
  const names = Object.hasOwn(SAMPLES, password) ? SAMPLES[password] : undefined;
  if (names === undefined) return undefined;
  return username !== undefined && names.includes(username) ? 'user' : 'password';
}
