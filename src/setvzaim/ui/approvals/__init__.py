"""The approval of the joint plan on the screen: the line above its table, its dialogs, the notice of who is late."""
