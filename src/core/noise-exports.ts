/** The exports of the core that draw noise. */
export interface NoiseExports {
  philoxWords(
    seedLow: number,
    seedHigh: number,
    c0: number,
    c1: number,
    c2: number,
    c3: number,
    out: number,
  ): void;
  normals(
    seedLow: number,
    seedHigh: number,
    stream: number,
    firstPath: number,
    paths: number,
    steps: number,
    out: number,
  ): void;
  sobolWords(
    seedLow: number,
    seedHigh: number,
    scramble: number,
    firstPoint: number,
    points: number,
    firstDimension: number,
    dimensions: number,
    out: number,
  ): void;
  sobolPoints(
    seedLow: number,
    seedHigh: number,
    scramble: number,
    firstPoint: number,
    points: number,
    firstDimension: number,
    dimensions: number,
    out: number,
  ): void;
  sobolNormals(
    seedLow: number,
    seedHigh: number,
    scramble: number,
    firstPoint: number,
    points: number,
    firstDimension: number,
    dimensions: number,
    out: number,
  ): void;
  antitheticNormals(
    seedLow: number,
    seedHigh: number,
    stream: number,
    firstPath: number,
    paths: number,
    steps: number,
    out: number,
  ): void;
  bridgeWorkspace(steps: number): number;
  bridgeNormals(rows: number, paths: number, steps: number, workspace: number): void;
  matchMoments(rows: number, paths: number, steps: number): void;
}
