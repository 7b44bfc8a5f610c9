import { registerEnumType } from 'type-graphql';
import { Industry } from '../../kernel/reference/industry';

registerEnumType(Industry, {
  name: 'Industry',
  description: '行业 · Trade of a firm',
  valuesConfig: {
    COAL_MINE: { description: '煤矿 · Coal mine' },
    NON_COAL_MINE: { description: '非煤矿山 · Non-coal mine' },
    TAILINGS: { description: '尾矿库 · Tailings pond' },
    HAZMAT: { description: '危险化学品 · Hazardous chemicals' },
    COKING: { description: '焦化 · Coking' },
    METALLURGY: { description: '冶金 · Metallurgy' },
    CARBON: { description: '炭素 · Carbon' },
    COAL_WASHING: { description: '洗煤 · Coal washing' },
    CONSTRUCTION: { description: '建筑施工 · Construction' },
    TOWN_GAS: { description: '城镇燃气 · Town gas' },
    TRANSPORT: { description: '交通运输 · Transport' },
    CATERING: { description: '餐饮 · Catering' },
    HOTEL: { description: '旅店 · Hotels' },
    TOURISM: { description: '旅游 · Tourism' },
    AGRICULTURE: { description: '农业 · Agriculture' },
    FIREWORKS: { description: '烟花爆竹 · Fireworks' },
    OTHER: { description: '其他 · Other' },
  },
});

export { Industry };
