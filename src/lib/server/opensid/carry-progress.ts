/** How far a run is, for whoever watches. */
export interface CarryProgress {
  /** What is being done. */
  title: string;
  /** Between 0 and 1. */
  part: number;
}
