"""What a person has to do now: from the parts of forms, their states and deadlines, and the person's roles."""

from shucai.domain.todos.part import OpenPart
from shucai.domain.todos.todo import Task, Todo, Urgency, todos_of

__all__ = ["OpenPart", "Task", "Todo", "Urgency", "todos_of"]
