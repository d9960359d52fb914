// The parts of Facts by the names they have in the API: what an update_mask may list.
//
// Pure; any thread.
#pragma once

#include "services/domain/incident.h"

#include <optional>
#include <string_view>

namespace datalek::wire {

// The proto field name, for example "discovered_at". Static storage.
[[nodiscard]] std::string_view PathOf(domain::FactField field);

// The part with this path; nullopt when there is none.
[[nodiscard]] std::optional<domain::FactField> FactFieldOf(std::string_view path);

// Every part of Facts.
[[nodiscard]] const domain::SetOf<domain::FactField>& AllFactFields();

}  // namespace datalek::wire
