/**
 * Documented words for what is asked for in an emergency, in both languages, and what the names and categories of an
 * inventory hold instead. An inventory's own keywords work beside these.
 */
const WORDS: Record<string, readonly string[]> = {
  foam: ['泡沫'],
  absorbent: ['吸附', '吸油', '吸液'],
  'dry powder': ['干粉'],
  extinguisher: ['灭火器', '灭火剂'],
  'fire hose': ['水带'],
  'fire beater': ['灭火拍', '二号工具'],
  neutraliser: ['中和', '石灰', '纯碱'],
  plugging: ['堵漏'],
  boom: ['围油栏'],
  'gas mask': ['防毒面具', '防毒面罩'],
  'breathing apparatus': ['呼吸器'],
  'protective suit': ['防护服', '防化服'],
  'gas detector': ['气体检测', '气体探测'],
  sandbag: ['沙袋', '编织袋'],
  'life jacket': ['救生衣'],
  boat: ['冲锋舟', '橡皮艇'],
  pump: ['水泵', '排水泵', '抽水机'],
  generator: ['发电机'],
  lamp: ['照明'],
  tent: ['帐篷'],
  quilt: ['棉被', '棉大衣'],
  bed: ['折叠床'],
  food: ['食品', '方便面', '压缩饼干'],
  'drinking water': ['饮用水', '矿泉水'],
  stretcher: ['担架'],
  'first aid': ['急救'],
  rope: ['绳'],
  excavator: ['挖掘机'],
  cutter: ['切割', '破拆'],
  'life detector': ['生命探测'],
};

/** An item as it is compared: of one width and case, without blanks around it. */
export const folded = (item: string): string => item.normalize('NFKC').trim().toLowerCase();

/** The item itself and what is looked for in names and categories instead of it; for a plural too. */
export function wordsFor(item: string): string[] {
  const word = folded(item);
  return [word, ...(WORDS[word] ?? WORDS[word.replace(/s$/, '')] ?? [])];
}
