/**
 * What of a frame the bytes of a refused record are, so that they can be read again: the frame itself or only its beginning,
 * one item of it, a line of CSV (with its head line, base64), a row of a sheet, or what a mapping or split took out of an item.
 */
export type Piece = { kind: 'frame' | 'cut' | 'item' | 'row' | 'part' } | { kind: 'line'; head: string };
