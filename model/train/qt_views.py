"""Qt views of many items made at random, with their truth: lists, trees, tables, tabs, menus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6 import QtCore, QtWidgets

from model.train.qt_controls import QtControls

W = QtWidgets
S = W.QStyle


class QtViews(QtControls):
    """Views besides the controls."""

    def rows(self) -> W.QWidget:
        made = W.QListWidget()
        with_icons, size = self.chance(0.6), self.r.choice((16, 16, 22, 24, 32))
        made.setIconSize(QtCore.QSize(size, size))
        made.setAlternatingRowColors(self.chance(0.3))
        names = []
        for _ in range(self.r.randint(4, 30)):
            item = W.QListWidgetItem(self.w.value() if self.chance(0.5) else self.w.noun())
            name = ""
            if with_icons:
                icon, name = self.icon(size)
                item.setIcon(icon)
            made.addItem(item)
            names.append(name)
        if self.chance(0.25):
            made.setViewMode(W.QListView.ViewMode.IconMode)
            made.setGridSize(QtCore.QSize(size + 60, size + 40))
        elif self.chance(0.6):
            made.setCurrentRow(self.r.randrange(5))

        def ask() -> None:
            in_grid = made.viewMode() == W.QListView.ViewMode.IconMode
            for at, name in enumerate(names):
                item = made.item(at)
                rect = made.visualItemRect(item)
                self.note("listitem", made.viewport(), rect, "selected" if item.isSelected() else "", item.text())
                if name:
                    x = rect.center().x() - size // 2 if in_grid else rect.left() + 3
                    y = rect.top() + 3 if in_grid else rect.center().y() - size // 2
                    self.note("icon", made.viewport(), QtCore.QRect(x, y, size, size), name=name)
            self.bars(made)

        self.later(ask)
        return made

    def tree(self) -> W.QWidget:
        made = W.QTreeWidget()
        made.setHeaderHidden(True)
        checks = self.chance(0.2)
        top = []
        for _ in range(self.r.randint(3, 8)):
            item = W.QTreeWidgetItem([self.w.noun()])
            item.setIcon(0, self.icon()[0])
            for _ in range(self.r.randint(0, 6)):
                child = W.QTreeWidgetItem([self.w.value()])
                if checks:
                    child.setCheckState(
                        0, QtCore.Qt.CheckState.Checked if self.chance(0.5) else QtCore.Qt.CheckState.Unchecked
                    )
                item.addChild(child)
            top.append(item)
        made.addTopLevelItems(top)
        for item in top:
            item.setExpanded(self.chance(0.5))
        made.setCurrentItem(self.r.choice(top))

        def ask() -> None:
            every = W.QTreeWidgetItemIterator(made)
            while every.value():
                item = every.value()
                rect = made.visualItemRect(item)
                if rect.height() > 3:
                    row = QtCore.QRect(0, rect.top(), made.viewport().width(), rect.height())
                    self.note("listitem", made.viewport(), row, "selected" if item.isSelected() else "", item.text(0))
                    if checks and item.parent():
                        side = made.style().pixelMetric(S.PixelMetric.PM_IndicatorWidth, None, made)
                        states = "checked" if item.checkState(0) == QtCore.Qt.CheckState.Checked else ""
                        self.note(
                            "checkbox",
                            made.viewport(),
                            QtCore.QRect(rect.left() + 3, rect.center().y() - side // 2, side, side),
                            states,
                        )
                    if item.childCount():
                        arrow = QtCore.QRect(rect.left() - made.indentation() + 3, rect.center().y() - 6, 12, 12)
                        self.note(
                            "icon",
                            made.viewport(),
                            arrow,
                            name="chevron down" if item.isExpanded() else "chevron right",
                        )
                    if not item.icon(0).isNull():
                        self.note(
                            "icon",
                            made.viewport(),
                            QtCore.QRect(rect.left() + 3, rect.center().y() - 7, 16, 16),
                            name="",
                        )
                every += 1
            self.bars(made)

        self.later(ask)
        return made

    def table(self) -> W.QWidget:
        columns, rows = self.r.randint(2, 7), self.r.randint(3, 30)
        made = W.QTableWidget(rows, columns)
        made.setHorizontalHeaderLabels([self.w.noun() for _ in range(columns)])
        made.verticalHeader().setVisible(self.chance(0.4))
        made.setShowGrid(self.chance(0.7))
        made.setAlternatingRowColors(self.chance(0.3))
        for row in range(rows):
            for column in range(columns):
                made.setItem(row, column, W.QTableWidgetItem(self.w.value()))
        if self.chance(0.6):
            made.setSelectionBehavior(W.QAbstractItemView.SelectionBehavior.SelectRows)
        made.setCurrentCell(self.r.randrange(rows), 0)

        def ask() -> None:
            head = made.horizontalHeader()
            for column in range(columns):
                self.note(
                    "cell",
                    head.viewport(),
                    QtCore.QRect(head.sectionViewportPosition(column), 0, head.sectionSize(column), head.height()),
                    "",
                    made.horizontalHeaderItem(column).text(),
                )
                for row in range(rows):
                    item = made.item(row, column)
                    rect = made.visualItemRect(item)
                    if made.viewport().rect().intersects(rect):
                        self.note("cell", made.viewport(), rect, "selected" if item.isSelected() else "", item.text())
            self.bars(made)

        self.later(ask)
        return made

    def tabs(self, inside: Callable[[], W.QWidget]) -> W.QWidget:
        made = W.QTabWidget()
        made.setTabsClosable(self.chance(0.3))
        made.setDocumentMode(self.chance(0.3))
        for at in range(self.r.randint(2, 6)):
            page = inside() if at == 0 else W.QWidget()
            made.addTab(page, self.w.noun())
            if self.chance(0.3):
                made.setTabIcon(at, self.icon()[0])

        def ask() -> None:
            bar = made.tabBar()
            for at in range(made.count()):
                self.note(
                    "tab", bar, bar.tabRect(at), "selected" if at == made.currentIndex() else "", made.tabText(at)
                )
                if made.tabsClosable() and (close := bar.tabButton(at, W.QTabBar.ButtonPosition.RightSide)):
                    self.note("icon", close, close.rect(), name="close")

        self.later(ask)
        return made

    def menu_bar(self) -> W.QWidget:
        made = W.QMenuBar()
        actions = [made.addAction(name) for name in self.w.menu()]

        def ask() -> None:
            for action in actions:
                self.note("menuitem", made, made.actionGeometry(action), "", action.text())

        self.later(ask)
        return made

    def open_menu(self) -> W.QMenu:
        made = W.QMenu()
        for _ in range(self.r.randint(3, 14)):
            if self.chance(0.12):
                made.addSeparator()
                continue
            action = made.addAction(self.w.command())
            if self.chance(0.4):
                action.setIcon(self.icon()[0])
            if self.chance(0.15):
                action.setCheckable(True)
                action.setChecked(self.chance(0.5))
            if self.chance(0.3):
                action.setShortcut(f"Ctrl+{self.r.choice('ABCDEFG')}")
            action.setEnabled(not self.chance(0.12))
        return made
