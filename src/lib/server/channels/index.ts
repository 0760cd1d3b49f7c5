export { askForCode } from './ask-for-code.ts';
export {
  getChannelForm,
  listChannelSettings,
  tryChannel,
  type ChannelForm,
} from './channel-settings.ts';
export { isChannelOpen } from './settings.ts';
export { confirmCode } from './confirm-code.ts';
export {
  countGivenUp,
  listDeliveries,
  retryDelivery,
  type DeliveryGroup,
} from './deliveries-view.ts';
export { dropContactsOfGone, dropOldCodes, dropOldDeliveries } from './drop-old.ts';
export { checkTelegram, startTelegram } from './hear-telegram.ts';
export {
  findOwnStart,
  forgetCode,
  listOwnContacts,
  removeContact,
  switchContact,
} from './own-contacts.ts';
export { queueDeliveries } from './queue-deliveries.ts';
export { saveChannel, saveSending, switchPush } from './save-channel.ts';
export { sendDelivery, sweepChannels } from './send-delivery.ts';
export { findPushKey, subscribeDevice } from './subscribe-device.ts';
export { takeOutContacts } from './take-out-contacts.ts';
