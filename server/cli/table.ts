/** Rows of text in columns: the first column to the left, numbers to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, width(cell))), []);
  const lines = rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell + pad(cell, widths[i]!) : pad(cell, widths[i]!) + cell))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

/** Superscripts and Greek letters take one place each; a combining mark takes none. */
function width(cell: string): number {
  return [...cell.replace(/\p{M}/gu, '')].length;
}

function pad(cell: string, columns: number): string {
  return ' '.repeat(columns - width(cell));
}
