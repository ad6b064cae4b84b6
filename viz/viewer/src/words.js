// Chinese and English of the page's own labels.
import { data } from "./data.js";

const WORDS = {
  find: ["查找姓名、组织、活动（简称、拼音首字母均可）", "Find people, organizations, events (short forms, pinyin initials)"],
  filters: ["筛选", "Filters"], type: ["类型", "Type"], kind: ["类别", "Kind"], role: ["角色", "Role"], tie: ["关系", "Relation"],
  confidence: ["可信度至少", "Confidence at least"], time: ["时间", "Time"], from_day: ["起", "From"], to_day: ["止", "To"], undated: ["含日期不详", "undated too"], reset: ["全部恢复", "Reset"],
  person: ["人物", "People"], organization: ["组织", "Organizations"], event: ["活动", "Events"],
  sizeBy: ["大小", "Size"], colourBy: ["颜色", "Colour"], community: ["社群", "community"], byKind: ["类别", "kind"], equal: ["相同", "equal"],
  posts: ["职务", "Posts"], holders: ["任职者", "Office holders"], events: ["参加的活动", "Events"], who: ["参加者", "Who took part"],
  above: ["上级", "Part of"], below: ["下属", "Its parts"], partners: ["合作", "Partners"], together: ["同场或同单位", "Together with"],
  name: ["名称", "Name"], date: ["日期", "Date"], title: ["职务", "Post"], proof: ["出处", "Source"], what: ["活动", "Event"],
  copy: ["复制", "Copy"], copied: ["已复制", "Copied"], filter: ["在表中筛选", "Filter this table"], inferred: ["推断", "inferred"],
  from: ["设为起点", "Path from here"], toHere: ["查路径到此", "Path to here"], noPath: ["在当前筛选下两者不相连", "Not connected under these filters"],
  path: ["路径", "Path"], pickEnd: ["请选终点", "choose its end"], zoom: ["缩放", "Zoom"], pan: ["移动", "Move"], close: ["关闭", "Close"], help: ["键盘", "Keyboard"], fit: ["全图", "Fit"], centre: ["居中", "Centre"], dark: ["明暗", "Light or dark"],
  png: ["存为 PNG", "Save PNG"], svg: ["存为 SVG", "Save SVG"], print: ["打印", "Print"], forms: ["又称", "Also"], steps: ["步", "steps"],
  shown: ["显示", "Shown"], noGraph: ["此浏览器不能绘图（无 WebGL），列表仍可用", "No drawing here (no WebGL); lists still work"], none: ["无结果", "Nothing found"],
  measures: ["指标", "Measures"], language: ["English", "中文"],
};

let language = (navigator.language || "zh").startsWith("zh") ? 0 : 1;
export const word = (key) => (WORDS[key] ? WORDS[key][language] : key);
export const chinese = () => language === 0;
export function setLanguage(zh) {
  language = zh ? 0 : 1;
  document.documentElement.lang = zh ? "zh-CN" : "en";
}
// A role, type of event or relation out of the data.
export const term = (name) => (Object.hasOwn(data.words, name) ? data.words[name][language] : name);
export const lookWord = (look) => (language === 0 ? look.zh : look.en);
