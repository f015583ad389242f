export { isIpAddress, type Reach, reach } from './ports-address.ts';
export { bindShortPortToLoopback } from './ports-loopback.ts';
export { type PortMapping, parseShortPort, type ShortPort } from './ports-parse.ts';
export { type ShortPortParts, splitShortPort } from './ports-split.ts';
