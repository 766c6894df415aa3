// Pictures for those who have none at hand, drawn here.
function wall(pen, top, bottom) {
  const shade = pen.createLinearGradient(0, 0, 0, 480);
  shade.addColorStop(0, top);
  shade.addColorStop(1, bottom);
  pen.fillStyle = shade;
  pen.fillRect(0, 0, 640, 480);
}

function box(pen, colour, x, y, width, height) {
  pen.fillStyle = colour;
  pen.fillRect(x, y, width, height);
}

export const SCENES = {
  "楼道黑灯"(pen) {
    wall(pen, "#171b22", "#2a2c30");
    for (let step = 0; step < 7; step += 1) box(pen, `rgb(${52 + step * 7} ${54 + step * 7} ${60 + step * 6})`, 150 - step * 14, 250 + step * 32, 340 + step * 28, 32);
    box(pen, "#3b3f47", 470, 110, 110, 150);
    pen.strokeStyle = "#4a4e57";
    pen.lineWidth = 5;
    pen.beginPath();
    pen.moveTo(320, 0);
    pen.lineTo(320, 66);
    pen.stroke();
    pen.fillStyle = "#5d6068";
    pen.beginPath();
    pen.arc(320, 90, 25, 0, 7);
    pen.fill();
  },
  "垃圾没清"(pen) {
    wall(pen, "#b9c9d6", "#a79f92");
    box(pen, "#8d8579", 0, 340, 640, 140);
    box(pen, "#3f6f52", 230, 170, 190, 180);
    box(pen, "#345d45", 218, 150, 214, 30);
    const bags = [[150, 350, 62, "#2f3238"], [240, 380, 54, "#e9e4d6"], [330, 376, 70, "#26292e"], [430, 370, 56, "#c94b3c"], [510, 392, 46, "#f2efe6"], [90, 398, 42, "#4a74a8"]];
    for (const [x, y, size, colour] of bags) {
      pen.fillStyle = colour;
      pen.beginPath();
      pen.ellipse(x, y, size, size * 0.78, 0, 0, 7);
      pen.fill();
      pen.beginPath();
      pen.moveTo(x - 10, y - size * 0.72);
      pen.lineTo(x, y - size * 1.12);
      pen.lineTo(x + 12, y - size * 0.7);
      pen.fill();
    }
  },
  "路面积水"(pen) {
    wall(pen, "#cfd9df", "#98a1a5");
    box(pen, "#b5a896", 0, 90, 190, 150);
    box(pen, "#9fae9f", 420, 60, 220, 180);
    pen.fillStyle = "#70777b";
    pen.beginPath();
    pen.moveTo(190, 230);
    pen.lineTo(420, 230);
    pen.lineTo(640, 480);
    pen.lineTo(0, 480);
    pen.fill();
    for (const [x, y, width, height, colour] of [[310, 390, 240, 62, "#7d96a3"], [330, 384, 180, 38, "#9db3bd"], [300, 296, 90, 18, "#8ba2ad"]]) {
      pen.fillStyle = colour;
      pen.beginPath();
      pen.ellipse(x, y, width, height, 0, 0, 7);
      pen.fill();
    }
  },
};

export function drawScene(draw) {
  const canvas = document.createElement("canvas");
  canvas.width = 640;
  canvas.height = 480;
  draw(canvas.getContext("2d"));
  return canvas;
}
