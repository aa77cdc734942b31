/** A binary heap of cell numbers, the one with the least priority on top. */
export class CellHeap {
  #cells: Int32Array;
  #priorities: Float64Array;
  #length = 0;

  constructor(capacity: number) {
    this.#cells = new Int32Array(Math.max(16, capacity));
    this.#priorities = new Float64Array(Math.max(16, capacity));
  }

  get length(): number {
    return this.#length;
  }

  push(cell: number, priority: number): void {
    if (this.#length === this.#cells.length) this.#grow();
    let at = this.#length;
    this.#length += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#priorities[parent]! <= priority) break;
      this.#cells[at] = this.#cells[parent]!;
      this.#priorities[at] = this.#priorities[parent]!;
      at = parent;
    }
    this.#cells[at] = cell;
    this.#priorities[at] = priority;
  }

  /** Takes the top cell off; call it only if `length` is above 0. */
  pop(): number {
    const top = this.#cells[0]!;
    this.#length -= 1;
    const cell = this.#cells[this.#length]!;
    const priority = this.#priorities[this.#length]!;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= this.#length) break;
      if (child + 1 < this.#length && this.#priorities[child + 1]! < this.#priorities[child]!) child += 1;
      if (this.#priorities[child]! >= priority) break;
      this.#cells[at] = this.#cells[child]!;
      this.#priorities[at] = this.#priorities[child]!;
      at = child;
    }
    this.#cells[at] = cell;
    this.#priorities[at] = priority;
    return top;
  }

  #grow(): void {
    const cells = new Int32Array(this.#cells.length * 2);
    cells.set(this.#cells);
    this.#cells = cells;
    const priorities = new Float64Array(cells.length);
    priorities.set(this.#priorities);
    this.#priorities = priorities;
  }
}
