import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';

declare global {
  namespace App {
    interface Error {
      message: string;
      /** Given to the person to quote; found again in the log. */
      id?: string;
    }
    interface Locals {
      village: VillageContext;
      visitor: Visitor;
      /** Network address of the visitor, as trusted. */
      origin: string;
      requestId: string;
    }
  }
}

export {};
