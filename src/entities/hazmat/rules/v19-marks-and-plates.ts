import { defineTripRule, type Finding } from './rule';

const SEEN = [
  { part: 'marks', zh: '未安装危险货物标志(GB 13392)', en: 'the vehicle bears no dangerous-goods marks' },
  { part: 'plates', zh: '未安装安全标示牌(GB 20300)', en: 'the vehicle bears no safety plate' },
] as const;

/** No marks or safety plates, as somebody saw it on the road; it is never worked out from anything else. */
export const marksAndPlates = defineTripRule({
  id: 'V19',
  findings: ({ checks = [] }): Finding[] =>
    SEEN.flatMap(({ part, zh, en }) => {
      const against = checks.find((check) => check[part] === false);
      if (!against) return [];
      return [
        { about: part, message: `${zh},${against.authority} ${against.id} · ${en}, as was seen on the road` },
      ];
    }),
  unjudged({ checks = [] }) {
    const unseen = SEEN.filter(({ part }) => checks.every((check) => check[part] === null));
    return unseen.length === 0
      ? null
      : '没有路检记录,须人工查看 · nobody has looked at marks and plates on the road';
  },
});
