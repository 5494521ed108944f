/**
 * Numbers that generated code reads from memory: a load costs less than building a vector from its bits, which is what
 * processors make of a constant in the code. The table lies at the start of the shared memory.
 */

/** Bytes of the table. */
export const TABLE = 16384;
const ENTRY = 16;

const addresses = new Map<bigint, number>();
const table = new BigInt64Array(TABLE / BigInt64Array.BYTES_PER_ELEMENT);
const bits = new DataView(new ArrayBuffer(8));
let target: BigInt64Array | undefined;

/** Where 64 bits stand twice, side by side; undefined when the table is full. */
export function addressOfBits(value: bigint): number | undefined {
  const found = addresses.get(value);
  if (found !== undefined) return found;
  const address = addresses.size * ENTRY;
  if (address >= TABLE) return undefined;
  addresses.set(value, address);
  table.fill(value, address / 8, address / 8 + 2);
  target?.set(table);
  return address;
}

export function addressOfNumber(value: number): number | undefined {
  bits.setFloat64(0, value);
  return addressOfBits(bits.getBigInt64(0));
}

/** Puts the table, and whatever will be added to it, at the start of a memory. */
export function placeTable(memory: ArrayBuffer): void {
  target = new BigInt64Array(memory, 0, table.length);
  target.set(table);
}
