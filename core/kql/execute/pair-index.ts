const largestTable = 1 << 22;

/** Numbers distinct pairs of small numbers: a table where it fits in memory, else a hash map. */
export class PairIndex {
  /** The two halves of each pair, by number. */
  firsts = new Int32Array(256);
  seconds = new Int32Array(256);
  size = 0;
  #stride = 16;
  #rows = 16;
  #table: Int32Array | undefined = new Int32Array(256).fill(-1);
  readonly #map = new Map<number, number>();

  #grow(first: number, second: number): void {
    while (this.#rows <= first) this.#rows *= 2;
    while (this.#stride <= second) this.#stride *= 2;
    this.#table = undefined;
    if (this.#rows * this.#stride > largestTable) {
      for (let id = 0; id < this.size; id++)
        this.#map.set((this.firsts[id] ?? 0) * 67_108_864 + (this.seconds[id] ?? 0), id);
      return;
    }
    const table = new Int32Array(this.#rows * this.#stride).fill(-1);
    for (let id = 0; id < this.size; id++) table[(this.firsts[id] ?? 0) * this.#stride + (this.seconds[id] ?? 0)] = id;
    this.#table = table;
  }

  #add(first: number, second: number): number {
    if (this.size === this.firsts.length) {
      const firsts = new Int32Array(this.size * 2);
      firsts.set(this.firsts);
      this.firsts = firsts;
      const seconds = new Int32Array(this.size * 2);
      seconds.set(this.seconds);
      this.seconds = seconds;
    }
    this.firsts[this.size] = first;
    this.seconds[this.size] = second;
    return this.size++;
  }

  /** Number of the pair; a new one when it is seen first. */
  assign(first: number, second: number): number {
    if (this.#table && (first >= this.#rows || second >= this.#stride)) this.#grow(first, second);
    if (this.#table) {
      const at = first * this.#stride + second;
      let id = this.#table[at] ?? -1;
      if (id < 0) {
        id = this.#add(first, second);
        this.#table[at] = id;
      }
      return id;
    }
    const key = first * 67_108_864 + second;
    let id = this.#map.get(key);
    if (id === undefined) {
      id = this.#add(first, second);
      this.#map.set(key, id);
    }
    return id;
  }

  find(first: number, second: number): number {
    if (first < 0 || second < 0) return -1;
    if (this.#table) {
      if (first >= this.#rows || second >= this.#stride) return -1;
      return this.#table[first * this.#stride + second] ?? -1;
    }
    return this.#map.get(first * 67_108_864 + second) ?? -1;
  }

  /** `out[row]` becomes the number of the pair (`firsts[row]`, `seconds[row]`); `out` may be either of them. */
  assignAll(out: Int32Array, firsts: Int32Array, seconds: Int32Array, length: number): void {
    let table = this.#table;
    let stride = this.#stride;
    let rows = this.#rows;
    for (let row = 0; row < length; row++) {
      const first = firsts[row] ?? 0;
      const second = seconds[row] ?? 0;
      const known = table && first < rows && second < stride ? (table[first * stride + second] ?? -1) : -1;
      if (known >= 0) {
        out[row] = known;
        continue;
      }
      out[row] = this.assign(first, second);
      table = this.#table;
      stride = this.#stride;
      rows = this.#rows;
    }
  }
}
