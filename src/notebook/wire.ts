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

/** A message that is to be answered. */
export interface Request extends Message {
  /** Who asks: goes before the answer. */
  readonly identities: readonly Buffer[];
  /** Goes with every message that the request causes. */
  readonly header: Readonly<Record<string, unknown>>;
}

const DELIMITER = "<IDS|MSG>";
const PROTOCOL = "5.3";

/** The frames of a new request, signed with the connection's key. */
export function encode(key: string, session: string, type: string, content: unknown): string[] {
  return frames(key, header(session, type), {}, content);
}

/** The message in these frames, or null when it was not signed with the key. */
export function decode(key: string, frames: readonly Buffer[]): Message | null {
  return decodeRequest(key, frames);
}

/** The request in these frames, or null when it was not signed with the key. */
export function decodeRequest(key: string, frames: readonly Buffer[]): Request | null {
  const start = frames.findIndex((frame) => frame.toString() === DELIMITER);
  if (start < 0) return null;
  const [signature = "", ...parts] = frames.slice(start + 1, start + 6).map(String);
  const expected = Buffer.from(sign(key, parts));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const [header, parent, , content] = parts.map((part) => JSON.parse(part));
  const { msg_id: id, msg_type: type } = header;
  return { id, type, parent: parent.msg_id, content, header, identities: frames.slice(0, start) };
}

/** The frames of the answer to a request, whose type ends `_reply`. */
export function encodeReply(key: string, request: Request, content: object): (string | Buffer)[] {
  const type = request.type.replace(/_request$/, "_reply");
  return [...request.identities, ...encodeOutput(key, request, type, content)];
}

/** The frames of what a request causes, for everyone to hear. */
export function encodeOutput(
  key: string,
  request: Request,
  type: string,
  content: object,
): string[] {
  return frames(key, header(String(request.header.session), type), request.header, content);
}

/** The id that `encode` gave to the request in these frames. */
export function idOf(frames: readonly string[]): string {
  return JSON.parse(frames[2]!).msg_id;
}

function header(session: string, type: string): object {
  const date = new Date().toISOString();
  const made = { msg_id: randomUUID(), session, username: "hedgelab", date, msg_type: type };
  return { ...made, version: PROTOCOL };
}

function frames(key: string, header: object, parent: object, content: unknown): string[] {
  const parts = [header, parent, {}, content].map((part) => JSON.stringify(part));
  return [DELIMITER, sign(key, parts), ...parts];
}

/** An empty key stands for messages that are not signed. */
function sign(key: string, parts: readonly string[]): string {
  if (key === "") return "";
  const hash = createHmac("sha256", key);
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
