import { answerRequests } from "./answerRequests.ts";
import { hierarchyCell } from "./hierarchyCell.ts";

answerRequests(hierarchyCell);
