/** A permit of a special operation. */
export interface Operation {
  id: string;
  uscc: string;
  /** Hazard unit in whose area it is. */
  unit: string | null;
  kind: '动火' | '受限空间' | '盲板抽堵' | '高处' | '吊装' | '临时用电' | '动土' | '断路';
  grade: string | null;
  startsAt: Date;
  endsAt: Date;
  endedAt: Date | null;
}

export interface Transition {
  id: string;
  uscc: string;
  kind: '开车' | '停车' | '复工复产' | '节后交接';
  startsAt: Date;
  signedOffAt: Date | null;
  signedOffBy: string | null;
}

export interface SafetyPromise {
  id: string;
  uscc: string;
  on: string;
  publishedAt: Date;
}

/** What the dual prevention platform knows of work that is going on. */
export interface Operations {
  operations: Operation[];
  transitions: Transition[];
  promises: SafetyPromise[];
}
