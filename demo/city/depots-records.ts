/** What the material depots hold, in the words of the graph. The inventory turns it into its own. */

export type ReserveMode = 'PHYSICAL' | 'ENTRUSTED' | 'CAPACITY' | 'FAMILY';
export type StockAlert = 'LOW' | 'EXPIRING' | 'EXPIRED' | 'UNCOUNTED';

export interface Depot {
  id: string;
  name: string;
  division: string;
  crs: 'CGCS2000' | 'GCJ02';
  /** As the inventory has it, in `crs`. */
  lng: number;
  lat: number;
  /** Where it truly is, CGCS2000. */
  truth: { lng: number; lat: number };
  /** USCC of the firm that keeps or has promised the stock. */
  keeper: string | null;
  mode: ReserveMode;
  openAllHours: boolean;
}

export interface Material {
  code: string;
  name: string;
  category: string;
  keywords: string[];
  unit: string;
  shelfLifeMonths: number | null;
}

export interface StockLine {
  id: string;
  depot: string;
  material: string;
  qty: number;
  reserved: number;
  minQty: number;
  expiresOn: string | null;
  countedOn: string | null;
}

export interface Supplies {
  depots: Depot[];
  materials: Material[];
  stockLines: StockLine[];
}
