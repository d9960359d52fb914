# The archives of gRPC and of all it needs, from the list that its own package gives.
#
# Sets DATALEK_GRPC_ARCHIVES to whether there is such a target: not under a sanitizer, which wants to
# see the calls between libraries, and not where a distribution ships no archives.
set(DATALEK_GRPC_ARCHIVES FALSE)
if(DATALEK_SANITIZE)
  return()
endif()
pkg_check_modules(grpc_package QUIET grpc++)
set(archives ${Protobuf_LIBRARIES})
list(TRANSFORM archives REPLACE "[.]so$" ".a")
foreach(library ${grpc_package_STATIC_LIBRARIES})
  # These belong to the C library, which stays shared.
  if(NOT library MATCHES "^(atomic|dl|m|pthread|rt)$")
    find_library(DATALEK_ARCHIVE_${library} NAMES lib${library}.a)
    mark_as_advanced(DATALEK_ARCHIVE_${library})
    list(APPEND archives ${DATALEK_ARCHIVE_${library}})
  endif()
endforeach()
list(REMOVE_DUPLICATES archives)
set(missing ${archives})
list(FILTER missing INCLUDE REGEX "NOTFOUND$|[.]so$")
if(NOT grpc_package_FOUND OR missing)
  message(STATUS "gRPC as archives: not here; clients link the shared libraries (${missing})")
  return()
endif()
set(DATALEK_GRPC_ARCHIVES TRUE)
add_library(datalek_grpc_archives INTERFACE)
target_link_libraries(datalek_grpc_archives INTERFACE
  -Wl,--start-group ${archives} -Wl,--end-group Threads::Threads ${CMAKE_DL_LIBS})
