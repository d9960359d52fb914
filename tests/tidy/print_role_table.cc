// Prints the role table as it stands in ARCHITECTURE.md, for architecture_tables.py to compare.

#include "services/access/role_table.h"

#include <iostream>

int main() { std::cout << datalek::access::RoleTableMarkdown(); }
