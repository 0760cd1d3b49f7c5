/** What a refused form brings back, or nothing. */
export type RefusedForm =
  | { message: string; errors: Record<string, string>; values: Record<string, string> }
  | null
  | undefined;
