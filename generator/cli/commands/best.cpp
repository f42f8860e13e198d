#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/findings_text.h"
#include "cli/listing.h"
#include "render/data/documents.h"

namespace cli {
namespace {

class Best : public CommandCall {
 public:
  std::vector<Option> options() override { return {json_option(json_)}; }

  int run(const CommonOptions& common) override {
    return print_findings(common, [&](const Listing& listing) {
      if (!json_) return best_text(listing.findings);
      return render::best_json(listing.site(), render::make_addresses(listing.findings, listing.read.runs));
    });
  }

 private:
  bool json_ = false;
};

}  // namespace

std::unique_ptr<CommandCall> best_command() {
  return std::make_unique<Best>();
}

}  // namespace cli
