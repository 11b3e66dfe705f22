export {
  decidePriority,
  type KeywordRule,
  type PriorityCase,
  type PriorityDecision,
  type PriorityMatrix,
} from "./decide-priority.ts";
