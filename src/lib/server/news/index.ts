export { findCarriedIds } from './article-store.ts';
export { dropOldComments } from './comments/drop-old.ts';
export { moderateComment } from './comments/moderate-comment.ts';
export {
  commentViews,
  countWaitingComments,
  listComments,
  type CommentView,
} from './comments/office-comments.ts';
export { listOwnComments, takeOutComments, withdrawComment } from './comments/own-comments.ts';
export { listPublicComments, type PublicComments } from './comments/public-comments.ts';
export { closeComments, switchComments } from './comments/switch-comments.ts';
export { openCommentForm, writeComment } from './comments/write-comment.ts';
export { addFile, longestDocument, openFile, removeFile } from './keep-file.ts';
export { addPicture, isPictureSize, openPicture, readAlt, removePicture } from './keep-picture.ts';
export {
  articleHistory,
  listArticles,
  listCategories,
  openArticle,
  type OpenedArticle,
} from './office-view.ts';
export {
  findPublished,
  listAddresses,
  listAgenda,
  listCalendar,
  listNotices,
  listPages,
  listPastNotices,
  listPublic,
  type AgendaLine,
  type PublicArticle,
  type PublicLine,
} from './public-view.ts';
export { publishArticle, removeArticle, withdrawArticle } from './publish-article.ts';
export { renderArticle } from './render-article.ts';
export { addArticle, restoreVersion, saveArticle } from './save-article.ts';
export { newsOnFront, urgentNotices, type UrgentNotice } from './on-front.ts';
export { countVisit, visitsSince, visitsWithin, writeVisits } from './visits/count-visits.ts';
