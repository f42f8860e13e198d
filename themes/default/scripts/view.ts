// What the reader chose for the curves of a page.
export interface View {
  smoothing: number;
  scale: 'auto' | 'linear' | 'log';
  band: Band;
}

/** Over repeats: the standard deviation, the 95 % interval of the mean, smallest to largest. */
export type Band = 'sd' | 'interval' | 'range' | 'none';

export interface Size {
  width: number;
  height: number;
}
