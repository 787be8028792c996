/*
 * A doubly linked list whose nodes are members of what is listed. No allocation per entry. Loop
 * thread only.
 */
#ifndef ENGINE_LIST_H
#define ENGINE_LIST_H

#include <stddef.h>

/* A head, or a member of what is listed. A zeroed node is on no list. */
struct node {
	struct node *prev, *next;
};

static inline void list_init(struct node *head)
{
	head->prev = head->next = head;
}

static inline int list_empty(const struct node *head)
{
	return head->next == head;
}

static inline int list_has(const struct node *node)
{
	return node->next != NULL;
}

static inline void list_add(struct node *head, struct node *node)
{
	node->prev = head->prev;
	node->next = head;
	head->prev->next = node;
	head->prev = node;
}

static inline void list_add_first(struct node *head, struct node *node)
{
	list_add(head->next, node);
}

/* Harmless when it is on no list. */
static inline void list_remove(struct node *node)
{
	if (!node->next)
		return;
	node->prev->next = node->next;
	node->next->prev = node->prev;
	node->prev = node->next = NULL;
}

static inline struct node *list_take(struct node *head)
{
	struct node *node = head->next;

	if (node == head)
		return NULL;
	list_remove(node);
	return node;
}

#endif
