global using AdapterKit.Backbones;
global using TorchSharp;
global using static TorchSharp.torch;
