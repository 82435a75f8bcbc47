"""What reviewers do: one public function an action, each in one transaction with one entry of the audit."""
