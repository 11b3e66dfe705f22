export { decidePriority, type PriorityCase, type PriorityMatrix } from "./decide-priority.ts";
