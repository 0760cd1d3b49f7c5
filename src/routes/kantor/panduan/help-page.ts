/** A page of the office's guide: what one does in a part of the office, step by step. */
export interface HelpPage {
  /** Its address beneath /kantor/panduan. */
  slug: string;
  title: string;
  lead: string;
  /** Addresses that it helps with, and all beneath them. */
  covers: readonly string[];
  parts: readonly HelpPart[];
}

export interface HelpPart {
  title: string;
  lines: readonly string[];
  /** One after the other; otherwise they only stand together. */
  steps?: true;
}
