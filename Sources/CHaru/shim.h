#pragma once
#include <hpdf.h>
#include <hpdf_utils.h>
#include <hpdf_version.h>
