#pragma once
#include <libxml/xmlversion.h>
// The headers of ICU that libxml2 would bring along contradict those within Foundation. Only the fields of encoding handlers
// depend on them, and nobody here looks into those.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
