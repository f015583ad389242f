/** The image of ClearML Server's own services; one image, several roles. Agent and serving images are not it. */
const SERVER_IMAGE = /^(?:[^/]+\/)*(?:allegroai\/(?:trains|clearml)|clearml\/server)(?::([^@]+))?(?:@.+)?$/;

/** Any image that ClearML publishes: server, agent, serving, and their predecessors called Trains. */
const CLEARML_IMAGE = /^(?:[^/]+\/)*(?:allegroai|clearml)\/(?:trains|clearml|server)[\w.-]*(?::[^@]+)?(?:@.+)?$/;

export function isServerImage(reference: string): boolean {
  return SERVER_IMAGE.test(reference);
}

/** The tag of a server image; `undefined` where it has none. */
export function imageTag(reference: string): string | undefined {
  return SERVER_IMAGE.exec(reference)?.[1];
}

export function isClearmlImage(reference: string): boolean {
  return CLEARML_IMAGE.test(reference);
}
