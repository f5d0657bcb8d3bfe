import { os } from '../os'
import type { RouteParts } from '../route-parts'

export const peopleRoutes = ({ desk, peopleFile, lists, by }: RouteParts) => ({
  people: {
    watch: os.people.watch.handler(({ signal }) => desk.peopleFeed.subscribe(signal)),
    save: os.people.save.handler(({ input }) => desk.savePerson(input)),
    previewImport: os.people.previewImport.handler(({ input }) => peopleFile.preview(input.file)),
    import: os.people.import.handler(({ input }) => peopleFile.import(input.file)),
    export: os.people.export.handler(({ input }) => peopleFile.export(input.separator)),
    remove: os.people.remove.handler(({ input }) => desk.removePerson(input.person)),
  },
  tokens: {
    watch: os.tokens.watch.handler(({ signal }) => desk.tokenFeed.subscribe(signal)),
    list: os.tokens.list.handler(() => desk.rows()),
    add: os.tokens.add.handler(({ input }) => desk.add(input)),
    edit: os.tokens.edit.handler(({ input }) => desk.edit(input)),
    setStatus: os.tokens.setStatus.handler(({ input }) => desk.setStatus(input.token, input.status)),
    assign: os.tokens.assign.handler(({ input }) => desk.assign(input.token, input.to)),
    remove: os.tokens.remove.handler(({ input }) => desk.remove(input.token)),
    setPlaceholder: os.tokens.setPlaceholder.handler(({ input }) => desk.setPlaceholder(input, input.to)),
    learn: os.tokens.learn.handler(({ input }) => desk.learn(input)),
    cancelLearning: os.tokens.cancelLearning.handler(() => desk.cancelLearning()),
    watchLearning: os.tokens.watchLearning.handler(({ signal }) => desk.learningFeed.subscribe(signal)),
    setRemote: os.tokens.setRemote.handler(({ input }) => desk.setRemote(input.station, input.token)),
  },
  localLists: {
    watch: os.localLists.watch.handler(({ signal }) => lists.feed.subscribe(signal)),
    sync: os.localLists.sync.handler(({ input, context }) => lists.sync({ ...input, by: by(context) })),
  },
})
