import { answerRequests } from "./answerRequests.ts";
import { studentRun } from "./studentRun.ts";

answerRequests(studentRun);
