/** What a chart returns: a figure or an SVG element of a document that Node can hold. */
export interface Figure {
  readonly outerHTML: string;
}

/** The size of a chart in pixels, titles and captions not counted. */
export interface ChartOptions {
  readonly width?: number;
  readonly height?: number;
}
