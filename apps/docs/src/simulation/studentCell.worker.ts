import { answerRequests } from "./answerRequests.ts";
import { studentCell } from "./studentCell.ts";

answerRequests(studentCell);
