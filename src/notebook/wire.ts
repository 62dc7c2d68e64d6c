import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

/** A message of the Jupyter protocol, as far as it is read here. */
export interface Message {
  readonly id: string;
  readonly type: string;
  /** The id of the request that caused it. */
  readonly parent: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: the content's shape is told by `type`
  readonly content: any;
}

const DELIMITER = "<IDS|MSG>";
const PROTOCOL = "5.3";

/** The frames of a new request, signed with the connection's key. */
export function encode(key: string, session: string, type: string, content: unknown): string[] {
  const date = new Date().toISOString();
  const header = { msg_id: randomUUID(), session, username: "hedgelab", date, msg_type: type };
  const parts = [{ ...header, version: PROTOCOL }, {}, {}, content].map((x) => JSON.stringify(x));
  return [DELIMITER, sign(key, parts), ...parts];
}

/** The message in these frames, or null when it was not signed with the key. */
export function decode(key: string, frames: readonly Buffer[]): Message | null {
  const start = frames.findIndex((frame) => frame.toString() === DELIMITER);
  const [signature = "", ...parts] = frames.slice(start + 1, start + 6).map(String);
  const expected = Buffer.from(sign(key, parts));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const [header, parent, , content] = parts.map((part) => JSON.parse(part));
  return { id: header.msg_id, type: header.msg_type, parent: parent.msg_id, content };
}

/** The id that `encode` gave to the request in these frames. */
export function idOf(frames: readonly string[]): string {
  return JSON.parse(frames[2]!).msg_id;
}

function sign(key: string, parts: readonly string[]): string {
  const hash = createHmac("sha256", key);
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
