"""The addresses of the product, sorted by whose they are; an address that is in no table fails a test."""

from shucai.domain.access import Verb

NO_VERB = {  # of everybody who is logged in, or of the account itself, whose own tests say more
    "healthz", "start", "workbench", "duties", "duties_joined", "campaigns_days", "forms", "forms_one", "forms_checks",
    "forms_rows", "forms_template", "indicators", "workflows", "codes", "codes_one", "departments", "departments_one",
    "departments_templates", "checks", "jobs", "imports", "filling_list", "board",
    "underway", "board_reminder", "board_export", "leaders", "find", "campaigns_way",
}  # fmt: skip
PAGES = {
    "units": Verb.SEE_UNITS, "units_one": Verb.SEE_UNITS, "people": Verb.SEE_UNITS, "people_forms": Verb.SEE_UNITS,
    "people_new": Verb.MANAGE_PEOPLE, "roster": Verb.MANAGE_PEOPLE, "roster_template": Verb.MANAGE_PEOPLE,
    "duties_board": Verb.SEE_PEOPLE, "audit": Verb.SEE_AUDIT, "audit_chain": Verb.SEE_AUDIT, "audit_export": Verb.SEE_AUDIT,
    "campaigns": Verb.SEE_CAMPAIGN, "campaigns_new": Verb.PLAN_CAMPAIGN, "campaigns_one": Verb.SEE_CAMPAIGN,
    "campaigns_form": Verb.SEE_CAMPAIGN, "campaigns_tasks_xlsx": Verb.SEE_CAMPAIGN,
    "campaigns_division_xlsx": Verb.PLAN_CAMPAIGN, "campaigns_plan": Verb.PLAN_CAMPAIGN,
    "campaigns_basics": Verb.PLAN_CAMPAIGN, "campaigns_stages": Verb.PLAN_CAMPAIGN,
    "campaigns_assignments": Verb.PLAN_CAMPAIGN, "campaigns_import": Verb.PLAN_CAMPAIGN,
    "campaigns_divide": Verb.PLAN_CAMPAIGN, "campaigns_people": Verb.PLAN_CAMPAIGN, "campaigns_overview": Verb.PLAN_CAMPAIGN,
    "settings": Verb.SEE_CAMPAIGN, "settings_form": Verb.OVERRIDE_RULE, "disputes": Verb.OVERRIDE_RULE,
    "compliance": Verb.APPROVE_COMPLIANCE,
}  # fmt: skip
OF_PEOPLE = {"people_edit": Verb.MANAGE_PEOPLE, "people_handover": Verb.MANAGE_PEOPLE, "people_one": None}
SENT = {  # only sent to, by a button of a page; the action says who may
    "units_rename", "units_shift", "units_lead", "units_merge", "units_close", "units_unmerge", "people_passwords",
    "people_close", "people_reopen", "people_password", "people_factor", "people_grant", "people_change", "people_revoke",
    "people_delegate", "people_contacts", "people_contacts_show", "people_unlock", "people_stay",
    "people_take_back", "duties_confirm", "campaigns_extend", "campaigns_revoke", "campaigns_close", "campaigns_collector",
    "campaigns_publish", "campaigns_carry", "campaigns_drop", "campaigns_parts", "campaigns_name", "campaigns_key",
    "campaigns_limit", "campaigns_before", "settings_withdraw", "people_slips",
    "filling_explain", "filling_unexplain", "filling_tick", "filling_dispute", "filling_fix", "filling_submit",
    "filling_take_back", "board_reminded", "disputes_answer", "compliance_together", "compliance_onward",
    "imports_begin", "imports_piece", "imports_finish", "imports_again", "imports_consent", "imports_answers",
    "imports_commit", "imports_leave",
}  # fmt: skip
TOKENS = {  # of what one browser sent in
    "checks_one", "checks_progress", "checks_again", "checks_delete", "checks_rows", "checks_changes",
    "checks_annotated_state", "checks_annotated", "checks_issues", "checks_issues_csv",
}  # fmt: skip
ROSTERS = {"roster_one", "roster_annotated", "roster_apply"}  # tokens too, of those who manage people
OF_PARTS = {  # of a department's part of a return: sent to or not; their own tests say more
    "rows": False, "imports_part": False, "rows_decide": True, "rows_history": False, "declarations": False,
    "declarations_against": False, "declarations_no_data": True, "declarations_close": False, "declarations_back": True,
    "review": False, "review_next": False, "review_decide": True, "review_explanations": True, "review_mark": True,
    "review_looked": True, "review_accept": True, "review_receipt": False, "templates_part": False,
    "templates_file": False, "templates_archive": False, "filling": False, "filling_rows": False, "filling_find": False,
    "filling_values": False,
    "filling_changes": False, "filling_presence": True, "filling_cell": False, "filling_ask": True,
    "filling_save": True, "filling_fields": True,
    "imports_carry": True, "underway_name": True, "board_part": False, "compliance_one": False, "compliance_next": False,
    "compliance_decide": True,
    "compliance_reopening": True,
}  # fmt: skip
LACKING = {
    "rows_decide",
    "review_decide",
    "review_receipt",
    "compliance_decide",
    "compliance_reopening",
    "rows_history",
    "filling_fields",
}  # nothing decided, no row, many rows
RETURNS = {
    "filling_findings", "filling_findings_xlsx", "filling_findings_csv", "filling_check", "filling_counted",
}  # fmt: skip
IMPORTS = {  # of one file, shown to those who see the part; its rows to who brought it
    "imports_one", "imports_progress", "imports_undo", "imports_rows", "imports_findings", "imports_changes",
    "imports_annotated", "imports_marked", "imports_both",
}  # fmt: skip
ASKED = {
    "questions",
    "questions_answer",
    "questions_withdraw",
}  # of who sees returns; their own tests say more
MINE = {"jobs_one", "jobs_progress"}  # long work, of the one who asked for it
