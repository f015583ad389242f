/** FNV-1a, 32 bits: equal texts always meet, and a secret can't be told from it; two different ones meet rarely. */
export function checksum(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
