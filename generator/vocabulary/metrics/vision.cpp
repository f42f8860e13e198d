#include <span>
#include <string_view>

#include "vocabulary/metrics/lists.h"

namespace vocabulary {
namespace {

constexpr MetricPattern detection(std::string_view words, std::string_view measure, unsigned rank = 0) {
  return share({words, Family::detection, kUp, kPlain, measure, rank});
}

constexpr MetricPattern kVision[] = {
    detection("map 50 95", "mAP 50–95"),
    detection("map 0 5 0 95", "mAP 50–95"),
    detection("map 50 5 95", "mAP 50–95"),
    detection("map 5 95", "mAP 50–95"),
    detection("map 50", "mAP 50", 1),
    detection("map 0 5", "mAP 50", 1),
    detection("map 75", "mAP 75", 2),
    detection("map 0 75", "mAP 75", 2),
    detection("mean average precision", "mAP"),
    detection("map", "mAP"),
    detection("mean io u", "mean IoU"),
    detection("mean iou", "mean IoU"),
    detection("miou", "mean IoU"),
    detection("m io u", "mean IoU"),
    detection("mean dice", "mean Dice"),
    detection("mdice", "mean Dice"),
    {"dice loss", Family::loss, kDown, kPlain, "Dice loss"},
    detection("dice coefficient", "Dice", 1),
    detection("dice coef", "Dice", 1),
    detection("dice score", "Dice", 1),
    detection("dice", "Dice", 1),
    detection("dsc", "Dice", 1),
    detection("iou score", "IoU", 1),
    detection("fwiou", "frequency-weighted IoU", 1),
    detection("iou", "IoU", 1),
    detection("jaccard", "Jaccard index", 1),
    detection("surface dice", "surface Dice", 1),
    alone(detection("nsd", "normalised surface Dice", 1)),
    alone(detection("pq", "panoptic quality")),
    detection("panoptic quality", "panoptic quality"),
    alone(detection("sq", "segmentation quality", 2)),
    alone(detection("rq", "recognition quality", 2)),
    detection("j mean", "J mean", 1),
    alone(detection("j f", "J&F")),
    share(task_score("ap 50", "AP 50", 1)),
    share(task_score("ap 75", "AP 75", 1)),
    share(task_score("aps", "APs", 2)),
    share(task_score("apm", "APm", 2)),
    share(task_score("apl", "APl", 2)),
    share(task_score("average precision", "average precision")),
    share(task_score("ap", "AP")),
    share(task_score("average recall", "average recall", 3)),
    alone(share(task_score("ar", "average recall", 3))),
    task_error("hausdorff", "Hausdorff distance", 1),
    alone(task_error("hd", "Hausdorff distance", 1)),
    alone(task_error("asd", "average surface distance", 1)),
    task_error("assd", "average symmetric surface distance", 1),
    task_error("surface distance", "surface distance", 1),

    alone(share(task_score("rank 1", "rank-1 accuracy"))),
    alone(share(task_score("rank 5", "rank-5 accuracy", 1))),
    alone(share(task_score("rank 10", "rank-10 accuracy", 1))),
    share(task_score("mota", "MOTA")),
    undecided("motp"),  // an overlap to some, a distance to others
    share(task_score("amota", "AMOTA")),
    task_error("amotp", "AMOTP", 1),
    share(task_score("hota", "HOTA")),
    share(task_score("idf 1", "IDF1")),
    share(task_score("deta", "", 1)),
    share(task_score("assa", "", 1)),
    {"id switches", Family::weak, kDown, kPlain, "identity switches"},
    {"num switches", Family::weak, kDown, kPlain, "identity switches"},
    {"idsw", Family::weak, kDown, kPlain, "identity switches"},
    task_score("nds", "NDS"),

    task_error("pa mpjpe", "PA-MPJPE", 1),
    task_error("mpjpe", "MPJPE"),
    task_error("mpvpe", "MPVPE"),
    task_error("nme", "normalised mean error"),
    share(task_score("pckh", "PCKh")),
    share(task_score("pck", "PCK")),
    alone(share(task_score("oks", "OKS"))),
    task_error("reprojection error", "reprojection error"),

    task_error("abs rel", "absolute relative error"),
    task_error("absrel", "absolute relative error"),
    task_error("sq rel", "squared relative error", 1),
    task_error("sqrel", "squared relative error", 1),
    task_error("rmse log", "RMSE log", 1),
    task_error("log rmse", "RMSE log", 1),
    task_error("silog", "SILog"),
    task_error("si log", "SILog"),
    alone(task_score("delta 1", "", 1)),  // the share of pixels within a factor of 1.25
    alone(task_error("epe", "end-point error")),
    task_error("end point error", "end-point error"),
    task_error("endpoint error", "end-point error"),

    task_error("min ade", "minADE"),
    task_error("minade", "minADE"),
    task_error("min fde", "minFDE", 1),
    task_error("minfde", "minFDE", 1),
    alone(task_error("ade", "average displacement error")),
    alone(task_error("fde", "final displacement error", 1)),
    task_error("displacement error", "displacement error"),
    alone(task_error("ate", "absolute trajectory error")),
    alone(task_error("rpe", "relative pose error", 1)),

    task_error("clip fid", "CLIP-FID"),
    task_error("fid", "FID"),
    task_error("kid", "KID", 1),
    task_error("fvd", "FVD"),
    task_error("fad", "Fréchet audio distance"),
    task_error("frechet", "Fréchet distance"),
    alone(task_error("cmmd", "CMMD")),
    // Among the distances of generated images, which come first.
    {"inception score", Family::task_error, kUp, kPlain, "inception score", 2},
    alone({"is", Family::task_error, kUp, kPlain, "inception score", 2}),
    score("psnr", "PSNR"),
    score("peak signal noise ratio", "PSNR"),
    score("structural similarity", "SSIM"),
    error("learned perceptual image patch similarity", "LPIPS"),
    task_error("kernel inception distance", "KID", 1),
    error("bits per pixel", "bits per pixel", 9),  // the price of PSNR and the like
    error("bpp", "bits per pixel", 9),
    score("ms ssim", "MS-SSIM"),
    score("ssim", "SSIM"),
    error("lpips", "LPIPS"),
    alone(error("dists", "DISTS")),
    error("niqe", "NIQE"),
    error("brisque", "BRISQUE"),
    score("clip score", "CLIP score"),
    score("clipscore", "CLIP score"),
    score("aesthetic score", "aesthetic score"),
    score("image reward", "ImageReward"),
    score("imagereward", "ImageReward"),
    task_error("chamfer", "Chamfer distance"),
    alone(task_error("emd", "earth mover's distance")),
};

}  // namespace

std::span<const MetricPattern> vision_patterns() {
  return kVision;
}

}  // namespace vocabulary
