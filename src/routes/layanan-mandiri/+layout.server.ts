import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals: { visitor } }) => ({
  resident:
    visitor.kind !== 'resident' || visitor.mustChangePin || visitor.mustAcceptTerms
      ? null
      : { unread: visitor.unread },
});
