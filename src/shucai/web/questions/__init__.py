"""Questions on forms and fields with their answers, all of a school in one list (COM-5)."""
