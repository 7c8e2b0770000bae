namespace AdapterKit.Backbones;

/// <summary>A filter that resizes images, under the number that Pillow and <c>preprocessor_config.json</c> give it.</summary>
internal enum Resampling
{
    Nearest = 0,
    Lanczos = 1,
    Bilinear = 2,
    Bicubic = 3,
    Box = 4,
    Hamming = 5,
}
