import type { Notation } from "#messages";

/** The four equations of backpropagation, as each lecture writes them. */
export const equations: Record<Notation, [name: string, latex: string][]> = {
  Layers: [
    ["BP1", "\\delta^L = \\nabla_a C \\odot f'(z^L)"],
    ["BP2", "\\delta^l = \\big((w^{l+1})^T \\delta^{l+1}\\big) \\odot f'(z^l)"],
    ["BP3", "\\frac{\\partial C}{\\partial b^l_j} = \\delta^l_j"],
    ["BP4", "\\frac{\\partial C}{\\partial w^l_{jk}} = a^{l-1}_k \\, \\delta^l_j"],
  ],
  Rows: [
    ["BP1", "\\frac{\\partial L}{\\partial O_{\\mathrm{in}}} = \\frac{\\partial L}{\\partial O_{\\mathrm{out}}} \\odot f'(O_{\\mathrm{in}})"],
    ["BP2", "\\frac{\\partial L}{\\partial H_{\\mathrm{in}}} = \\Big(\\frac{\\partial L}{\\partial O_{\\mathrm{in}}} W_2^T\\Big) \\odot f'(H_{\\mathrm{in}})"],
    ["BP3", "\\frac{\\partial L}{\\partial B} = \\frac{\\partial L}{\\partial H_{\\mathrm{in}}}"],
    ["BP4", "\\frac{\\partial L}{\\partial W_1} = X^T \\frac{\\partial L}{\\partial H_{\\mathrm{in}}}"],
  ],
  Div: [
    ["BP1", "\\frac{\\partial \\mathrm{Div}}{\\partial z_i^{(N)}} = f'\\big(z_i^{(N)}\\big) \\frac{\\partial \\mathrm{Div}}{\\partial y_i^{(N)}}"],
    ["BP2", "\\frac{\\partial \\mathrm{Div}}{\\partial z_i^{(k)}} = f'\\big(z_i^{(k)}\\big) \\sum_j w_{ij}^{(k+1)} \\frac{\\partial \\mathrm{Div}}{\\partial z_j^{(k+1)}}"],
    ["BP3", "\\frac{\\partial \\mathrm{Div}}{\\partial b_j^{(k)}} = \\frac{\\partial \\mathrm{Div}}{\\partial z_j^{(k)}}"],
    ["BP4", "\\frac{\\partial \\mathrm{Div}}{\\partial w_{ij}^{(k)}} = y_i^{(k-1)} \\frac{\\partial \\mathrm{Div}}{\\partial z_j^{(k)}}"],
  ],
};
