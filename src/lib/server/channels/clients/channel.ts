import type { SendOutcome } from '#lib/domain/delivery-reason.ts';

/** What is sent. */
export interface Message {
  /** Of this delivery: the same when it is tried again. */
  id: string;
  text: string;
  /** The code that the text holds, where it is to verify an address. */
  code?: string;
  /** Who sends: "Desa Batu Putih". */
  from: string;
  /** The page that it leads to, where the village's address is known. */
  link?: string;
}

/** One way out of the house. It answers, and does not throw, whatever the service does. */
export interface Channel {
  /** @param address of the channel's kind: e-mail address, E.164 number, chat id, push subscription */
  send(address: string, message: Message): Promise<SendOutcome>;
}

/** How long a service may take for one message. Milliseconds. */
export const sendTimeout = 10_000;
