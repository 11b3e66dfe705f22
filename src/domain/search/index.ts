export { squashCode } from "./codes.ts";
export type { DateRange } from "./date-range.ts";
export {
  filterKey,
  filterLabel,
  FILTER_WORDS,
  VALUE_WORDS,
  valueLabel,
  type ClosedKey,
  type FilterKey,
} from "./filter-words.ts";
export { indexTexts, PERSONAL_MARK, type Indexed } from "./index-text.ts";
export { makeSnippet, markText } from "./make-snippet.ts";
export { isPhone } from "./phone-code.ts";
export { parseSearch, type Named, type ParsedSearch, type SearchFilters } from "./parse-search.ts";
export { lexemeQuery, type Term } from "./search-terms.ts";
