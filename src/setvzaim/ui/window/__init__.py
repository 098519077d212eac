"""The main window: its tabs, menus, tool bar and status line, and the first page."""
